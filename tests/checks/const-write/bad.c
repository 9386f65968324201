/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Stores to what stays as it is, on the marked line; good.c holds the same functions, repaired. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <wchar.h>

struct person {
  char *name;
  int age;
};

void show(const char *text);

void capital(void) {
  char *word = "hello";
  word[0] = 'H'; /* expect: const-write "a write to" */
  show(word);
}

void copied_over(const char *name) {
  char *word = "a place for a name of some length";
  if (strlen(name) < 8)
    strcpy(word, name); /* expect: const-write "'strcpy' writes to" */
  show(word);
}

void through_a_member(void) {
  struct person bob = {"bob", 40};
  bob.name[0] = 'B'; /* expect: const-write */
  show(bob.name);
}

static void cut(char *text) {
  text[3] = 0; /* expect: const-write */
}

void by_a_function(void) {
  char *text = "some text";
  cut(text);
  show(text);
}

static void fill(char *text) {
  memset(text, ' ', 4); /* expect: const-write "'memset' writes to" */
}

void by_address(void) {
  void (*how)(char *) = fill;
  how("12345678");
}

static const int squares[4] = {0, 1, 4, 9};

void cast_away(unsigned index) {
  int *table = (int *)squares;
  if (index < 4)
    table[index] = 0; /* expect: const-write "squares" */
}

void own_constant(void) {
  const struct person nobody = {"nobody", 0};
  struct person *somebody = (struct person *)&nobody;
  somebody->age = 1; /* expect: const-write "nobody" */
  printf("%d\n", nobody.age);
}

static char *word_of(int kind) {
  char *word = "unknown";
  if (kind == 1)
    word = "first";
  return word;
}

void out_of_a_function(void) {
  char *word = word_of(1);
  *word = 'F'; /* expect: const-write */
  show(word);
}

void own_place(void) {
  char *path = "/tmp/workXXXXXX";
  int descriptor = mkstemp(path); /* expect: const-write "'mkstemp' writes to" */
  if (descriptor >= 0)
    close(descriptor);
}

void formatted_over(int number) {
  char *text = "number: 0000000000000";
  sprintf(text + 8, "%d", number); /* expect: const-write */
  show(text);
}

void behind_a_list(void) {
  struct node {
    struct node *next;
    char *text;
  } last = {NULL, "last"}, first = {&last, "first"};
  first.next->text[0] = 'L'; /* expect: const-write */
  show(last.text);
}

void wide_letters(void) {
  wchar_t *text = L"wide";
  wmemset(text, L'x', 2); /* expect: const-write */
  printf("%ls\n", text);
}
