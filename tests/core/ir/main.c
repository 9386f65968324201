/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "ir_test.h"

#include <stdlib.h>

int main(void)
{
    Suite *suite = suite_create("core-ir");

    suite_add_tcase(suite, module_case());
    suite_add_tcase(suite, round_trip_case());
    suite_add_tcase(suite, shorthand_case());
    suite_add_tcase(suite, random_case());
    suite_add_tcase(suite, reader_error_case());
    suite_add_tcase(suite, malformed_case());
    suite_add_tcase(suite, verify_case());
    suite_add_tcase(suite, doc_case());
    suite_add_tcase(suite, pack_case());
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
