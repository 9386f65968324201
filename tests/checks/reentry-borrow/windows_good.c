/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of windows_bad.c with what they use pinned or read again. */
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
  ObReferenceObject(Menu);
  LoadImage(Id);
  Menu->Flags = Id;
  ObDereferenceObject(Menu);
}

ULONG xxxMessage(PWND Window, ULONG Code);

VOID Notify(PWND Window) {
  xxxMessage(Window, 5);
  if (Window->Parent != NULL)
    Window->Parent->ExtraSize = 0;
}

VOID FillExtra(ULONG Id) {
  PWND Window;
  LoadImage(Id);
  Window = Foreground;
  if (Window != NULL)
    RtlZeroMemory(Window->Extra, Window->ExtraSize);
}
