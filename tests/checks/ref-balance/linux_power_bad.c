/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A clock or a supply is left on at the marked way out, which fails; linux_power_good.c holds the same functions repaired. */
#include "linux_kernel.h"

struct clk;
struct regulator;
struct device;
int clk_prepare_enable(struct clk *clk);
void clk_disable_unprepare(struct clk *clk);
int regulator_enable(struct regulator *regulator);
int regulator_disable(struct regulator *regulator);
struct clk *devm_clk_get(struct device *dev, const char *id);
int pm_runtime_get_sync(struct device *dev);
int pm_runtime_put(struct device *dev);

struct sensor {
  struct device *dev;
  struct clk *clk;
  struct regulator *supply;
  int mode;
};

int sensor_reset(struct sensor *s);
int sensor_add(struct sensor *s);

/* one way out remembers, the other one does not */
int starts(struct sensor *s) {
  int ret = clk_prepare_enable(s->clk);
  if (ret)
    return ret;
  ret = sensor_reset(s);
  if (ret)
    return ret; /* expect: ref-balance "'clk_prepare_enable' took" */
  ret = sensor_add(s);
  if (ret)
    goto off;
  return 0;
off:
  clk_disable_unprepare(s->clk);
  return ret;
}

/* of two things that are on, one is switched off */
int starts_both(struct sensor *s, int mode) {
  int ret = clk_prepare_enable(s->clk);
  if (ret)
    return ret;
  ret = regulator_enable(s->supply);
  if (ret) {
    clk_disable_unprepare(s->clk);
    return ret;
  }
  if (mode > 3)
    return -EINVAL; /* expect: ref-balance "'s->clk'" */
  s->mode = mode;
  return 0;
}

/* on for a measurement */
int measures(struct sensor *s, int *out) {
  int ret = regulator_enable(s->supply);
  if (ret < 0)
    return ret;
  ret = sensor_reset(s);
  if (ret)
    return ret; /* expect: ref-balance "'regulator_enable' took" */
  *out = s->mode;
  regulator_disable(s->supply);
  return 0;
}

int probes(struct sensor *s, struct device *dev) {
  struct clk *clk = devm_clk_get(dev, "core");
  int ret;
  if (IS_ERR(clk))
    return (int)PTR_ERR(clk);
  s->clk = clk;
  ret = clk_prepare_enable(clk);
  if (ret)
    return ret;
  ret = sensor_reset(s);
  if (ret)
    return ret; /* expect: ref-balance */
  ret = sensor_add(s);
  if (ret) {
    clk_disable_unprepare(clk);
    return ret;
  }
  return 0;
}

/* the count is raised even when it fails */
int wakes(struct sensor *s, int mode) {
  int ret = pm_runtime_get_sync(s->dev);
  if (ret < 0)
    return ret; /* expect: ref-balance "'pm_runtime_get_sync' took" */
  s->mode = mode;
  pm_runtime_put(s->dev);
  return 0;
}

/* one return serves for both ways out, and only the one that succeeds switches off */
int one_return(struct sensor *s) {
  int ret = clk_prepare_enable(s->clk);
  if (ret)
    return ret;
  ret = sensor_reset(s);
  if (ret < 0)
    goto out;
  clk_disable_unprepare(s->clk);
  ret = 0;
out:
  return ret; /* expect: ref-balance "'clk_prepare_enable' took" */
}

int pm_runtime_resume_and_get(struct device *dev);
int wakes_for_a_reset(struct sensor *s) {
  int ret = pm_runtime_resume_and_get(s->dev);
  if (ret < 0)
    return ret;
  ret = sensor_reset(s);
  if (ret)
    return ret; /* expect: ref-balance "'pm_runtime_resume_and_get' took" */
  pm_runtime_put(s->dev);
  return 0;
}

typedef int (*irq_handler)(int irq, void *data);
int sensor_interrupt(int irq, void *data);
int request_irq(u32 irq, irq_handler handler, unsigned long flags, const char *name, void *data);
void free_irq(u32 irq, void *data);
int listens(struct sensor *s, u32 irq) {
  int ret = request_irq(irq, sensor_interrupt, 0, "sensor", s);
  if (ret)
    return ret;
  ret = sensor_reset(s);
  if (ret)
    return ret; /* expect: ref-balance "'request_irq' took" */
  ret = sensor_add(s);
  if (ret)
    free_irq(irq, s);
  return ret;
}
