/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* bulwark init: a configuration and a CI file for the project in the current folder. */
#include "gate/commands.h"
#include "gate/config.h"
#include "gate/database.h"
#include "gate/files.h"
#include "gate/strings.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* What kind of project a file gives away, and how its database is made. The first that fits is taken. */
static const struct kind {
  const char *mark, *name, *database, *make;
} kinds[] = {
    {"Kbuild", "Linux", ".", "make LLVM=1 defconfig && make LLVM=1 -j$(nproc) && make LLVM=1 compile_commands.json"},
    /* What was configured, where a project can be built in several ways. */
    {"config.status", "autotools", ".", "make clean && bear -- make"},
    {"CMakeLists.txt", "CMake", "build", "cmake -B build -DCMAKE_EXPORT_COMPILE_COMMANDS=ON && cmake --build build"},
    {"meson.build", "Meson", "build", "meson setup build && ninja -C build"},
    {"configure", "autotools", ".", "./configure && bear -- make"},
    {"configure.ac", "autotools", ".", "autoreconf -i && ./configure && bear -- make"},
    {"Makefile", "Make", ".", "bear -- make"},
    {"GNUmakefile", "Make", ".", "bear -- make"},
};

static const struct kind unknown = {NULL, "unknown", ".", "bear -- make"};

static const struct kind *find_kind(void) {
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
    if (bw_path_is_file(kinds[i].mark)) return &kinds[i];
  return &unknown;
}

/* Where a database lies already, else where this kind of project will have it. */
static const char *find_database(bw_arena *arena, const struct kind *kind) {
  const char *there = bw_database_find(arena);
  return there != NULL ? there : kind->database;
}

static const char *config_text(bw_arena *arena, const char *database) {
  static const char *const foreign[] = {"third_party", "vendor", "external", "extern", "deps", "subprojects"};
  bw_text out = {.arena = arena};
  bw_text_print(&out,
                "# How bulwark holds this project; bulwark init --schema prints the schema of this file.\n"
                "database: %s\n"
                "\n"
                "# What is found today does not count: bulwark baseline write\n"
                "# baseline: bulwark.baseline\n"
                "\n"
                "# The last entry that matches decides; a file without one is legacy.\n",
                database);
  bool any = false;
  for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++) {
    if (!bw_path_is_folder(foreign[i])) continue;
    if (!any) bw_text_puts(&out, "tiers:\n");
    any = true;
    bw_text_print(&out, "  - glob: %s/\n    tier: off\n", foreign[i]);
  }
  bw_text_print(&out, "%s#  - glob: src/parser/\n#    tier: hardened\n", any ? "" : "# tiers:\n");
  return bw_text_string(&out);
}

static const char *github_text(bw_arena *arena, const struct kind *kind) {
  return bw_format(
      arena,
      "# Needs bulwark and a clang that it has a plugin for on the runner: bulwark doctor says whether they are.\n"
      "name: bulwark\n"
      "on: [push, pull_request]\n"
      "permissions:\n"
      "  contents: read\n"
      "  security-events: write\n"
      "jobs:\n"
      "  lint:\n"
      "    runs-on: ubuntu-latest\n"
      "    steps:\n"
      "      - uses: actions/checkout@v4\n"
      "        with:\n"
      "          fetch-depth: 0\n"
      "      - name: make the compilation database\n"
      "        run: %s\n"
      "      - name: bulwark\n"
      "        run: bulwark lint --format github --format sarif=bulwark.sarif\n"
      "      - name: upload the findings\n"
      "        if: always()\n"
      "        uses: github/codeql-action/upload-sarif@v3\n"
      "        with:\n"
      "          sarif_file: bulwark.sarif\n",
      kind->make);
}

static const char *gitlab_text(bw_arena *arena, const struct kind *kind) {
  return bw_format(
      arena,
      "# Add to .gitlab-ci.yml:  include: { local: .gitlab/bulwark.yml }\n"
      "# Needs bulwark and a clang that it has a plugin for in the image: bulwark doctor says whether they are.\n"
      "bulwark:\n"
      "  script:\n"
      "    - %s\n"
      "    - bulwark lint --format text --format gitlab=gl-code-quality-report.json --format junit=bulwark.xml\n"
      "  artifacts:\n"
      "    when: always\n"
      "    reports:\n"
      "      codequality: gl-code-quality-report.json\n"
      "      junit: bulwark.xml\n",
      kind->make);
}

static bool write_new(bw_arena *arena, const char *path, const char *text, bool force) {
  if (bw_path_is_file(path) && !force) {
    bw_complain("%s is there already; remove it, or overwrite it with --force", path);
    return false;
  }
  if (bw_folder_make(arena, bw_path_folder(arena, path)) && bw_file_write(path, text, strlen(text))) {
    printf("bulwark: wrote %s\n", path);
    return true;
  }
  bw_complain("%s cannot be written: %s", path, strerror(errno));
  return false;
}

bw_exit bw_init_main(bw_arena *arena, int argc, char **argv) {
  bw_gate_options options;
  if (!bw_options_read(arena, argc, argv, BW_COMMAND_INIT, &options)) return BW_EXIT_UNABLE;
  if (options.files.count > 0) {
    bw_complain("bulwark init takes no file %s; run it in the project's folder", options.files.at[0]);
    return BW_EXIT_UNABLE;
  }
  if (options.schema) {
    fputs(bw_config_schema(arena), stdout);
    return BW_EXIT_CLEAN;
  }
  const struct kind *kind = find_kind();
  const char *database = find_database(arena, kind);
  if (!write_new(arena, BW_CONFIG_NAME, config_text(arena, database), options.force)) return BW_EXIT_UNABLE;
  bool good = true;
  if (bw_path_is_folder(".github"))
    good = write_new(arena, ".github/workflows/bulwark.yml", github_text(arena, kind), options.force);
  if (bw_path_is_file(".gitlab-ci.yml"))
    good = write_new(arena, ".gitlab/bulwark.yml", gitlab_text(arena, kind), options.force) && good;
  if (!bw_path_is_file(bw_path_join(arena, database, "compile_commands.json")))
    printf("bulwark: this looks like %s; make the compilation database with: %s\n",
           kind == &unknown ? "no project that is known" : bw_format(arena, "a project of %s", kind->name), kind->make);
  printf("bulwark: next: bulwark doctor, then bulwark lint\n");
  return good ? BW_EXIT_CLEAN : BW_EXIT_UNABLE;
}
