/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A windowing driver: what a callback to user mode may have ended is used on the marked line; windows_good.c holds the same
 * functions repaired. */
#include <ntifs.h>

NTSTATUS KeUserModeCallback(ULONG Code, PVOID In, ULONG InSize, PVOID *Out, PULONG OutSize);

typedef struct _MENU {
  ULONG Flags;
  ULONG Count;
} MENU, *PMENU;

typedef struct _WND {
  PMENU Menu;
  struct _WND *Parent;
  ULONG ExtraSize;
  PUCHAR Extra;
} WND, *PWND;

extern PWND Foreground;

static NTSTATUS LoadImage(ULONG Id) {
  PVOID Out;
  ULONG Size;
  return KeUserModeCallback(3, &Id, sizeof(Id), &Out, &Size);
}

VOID SetMenuFlags(PWND Window, ULONG Id) {
  PMENU Menu = Window->Menu;
  LoadImage(Id);
  Menu->Flags = Id; /* expect: reentry-borrow "'Menu->Flags'" */
}

ULONG xxxMessage(PWND Window, ULONG Code);

VOID Notify(PWND Window) {
  PWND Parent = Window->Parent;
  xxxMessage(Window, 5);
  Parent->ExtraSize = 0; /* expect: reentry-borrow "'Parent->ExtraSize'" */
}

VOID FillExtra(ULONG Id) {
  PWND Window = Foreground;
  PUCHAR Extra;
  if (Window == NULL)
    return;
  Extra = Window->Extra;
  LoadImage(Id);
  RtlZeroMemory(Extra, 16); /* expect: reentry-borrow "handed on" */
}
