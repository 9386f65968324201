/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of bad.c, repaired, and stores that only look alike. */
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
  char word[] = "hello";
  word[0] = 'H';
  show(word);
}

void copied_over(const char *name) {
  char word[] = "a place for a name of some length";
  if (strlen(name) < 8)
    strcpy(word, name);
  show(word);
}

void through_a_member(void) {
  struct person bob = {strdup("bob"), 40};
  if (bob.name == NULL)
    return;
  bob.name[0] = 'B';
  show(bob.name);
  free(bob.name);
}

static void cut(char *text) {
  text[3] = 0;
}

void by_a_function(void) {
  char text[] = "some text";
  cut(text);
  show(text);
}

static void fill(char *text) {
  memset(text, ' ', 4);
}

void by_address(void) {
  char text[] = "12345678";
  void (*how)(char *) = fill;
  how(text);
}

static int squares[4] = {0, 1, 4, 9};

void nobody_else_stores(unsigned index) {
  int *table = (int *)squares;
  if (index < 4)
    table[index] = 0;
}

void own_variable(void) {
  struct person nobody = {"nobody", 0};
  const struct person *seen = &nobody;
  struct person *somebody = (struct person *)seen;
  somebody->age = 1;
  printf("%d\n", nobody.age);
}

/* a flag says whether the text is the caller's own */
static void trim(char *text, int own) {
  size_t length = strlen(text);
  if (own && length != 0)
    text[length - 1] = 0;
  show(text);
}

void only_shown(void) {
  trim("text", 0);
}

/* nothing in the literal is replaced */
static void slashes(char *path) {
  for (; *path != 0; path++)
    if (*path == '\\')
      *path = '/';
}

void no_slash(void) {
  slashes("usr");
}

void another_one_by_then(const char *name) {
  char own[8], *text = "none";
  if (strlen(name) < sizeof own) {
    strcpy(own, name);
    text = own;
    text[0] = '-';
  }
  show(text);
}

void nothing_at_all(void) {
  char *text = "abc";
  memset(text, 0, 0);
  show(text);
}

void first_values(int first, const char *name) {
  const int numbers[3] = {first, first + 1, first + 2};
  const struct person people[2] = {{"a", first}, {"b", numbers[1]}};
  const char *const words[] = {"x", name, name + 1};
  printf("%d %s %d\n", numbers[2], words[1], people[1].age);
}

void own_place(void) {
  char path[] = "/tmp/workXXXXXX";
  int descriptor = mkstemp(path);
  if (descriptor >= 0)
    close(descriptor);
}

void formatted_over(int number) {
  char text[] = "number: 0000000000000";
  sprintf(text + 8, "%d", number);
  show(text);
}

void behind_a_list(void) {
  char word[] = "last";
  struct node {
    struct node *next;
    char *text;
  } last = {NULL, word}, first = {&last, "first"};
  first.next->text[0] = 'L';
  show(last.text);
}

void wide_letters(void) {
  wchar_t text[] = L"wide";
  wmemset(text, L'x', 2);
  printf("%ls\n", text);
}
