/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "engine_test.h"

#include <stdlib.h>

int main(void)
{
    Suite *suite = suite_create("core-engine");

    suite_add_tcase(suite, values_case());
    suite_add_tcase(suite, numeric_case());
    suite_add_tcase(suite, arith_case());
    suite_add_tcase(suite, memory_case());
    suite_add_tcase(suite, join_case());
    suite_add_tcase(suite, order_case());
    suite_add_tcase(suite, findings_case());
    suite_add_tcase(suite, same_case());
    suite_add_tcase(suite, robust_case());
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
