/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of linux_power_bad.c, repaired, and what is left on because it is to be. */
#include "linux_kernel.h"

struct clk;
struct regulator;
struct device;
int clk_prepare_enable(struct clk *clk);
void clk_disable_unprepare(struct clk *clk);
int regulator_enable(struct regulator *regulator);
int regulator_disable(struct regulator *regulator);
struct clk *devm_clk_get(struct device *dev, const char *id);
int devm_add_action(struct device *dev, void (*action)(void *), void *data);
int pm_runtime_get_sync(struct device *dev);
int pm_runtime_put_noidle(struct device *dev);
int pm_runtime_put(struct device *dev);

struct sensor {
  struct device *dev;
  struct clk *clk;
  struct regulator *supply;
  int mode, on;
};

int sensor_reset(struct sensor *s);
int sensor_add(struct sensor *s);
void sensor_off(void *data);

int starts(struct sensor *s) {
  int ret = clk_prepare_enable(s->clk);
  if (ret)
    return ret;
  ret = sensor_reset(s);
  if (ret)
    goto off;
  ret = sensor_add(s);
  if (ret)
    goto off;
  return 0;
off:
  clk_disable_unprepare(s->clk);
  return ret;
}

int starts_both(struct sensor *s, int mode) {
  int ret = clk_prepare_enable(s->clk);
  if (ret)
    return ret;
  ret = regulator_enable(s->supply);
  if (ret)
    goto clock_off;
  if (mode > 3) {
    ret = -EINVAL;
    goto supply_off;
  }
  s->mode = mode;
  return 0;
supply_off:
  regulator_disable(s->supply);
clock_off:
  clk_disable_unprepare(s->clk);
  return ret;
}

int measures(struct sensor *s, int *out) {
  int ret = regulator_enable(s->supply);
  if (ret < 0)
    return ret;
  ret = sensor_reset(s);
  if (!ret)
    *out = s->mode;
  regulator_disable(s->supply);
  return ret;
}

/* its device switches it off */
int probes(struct sensor *s, struct device *dev) {
  struct clk *clk = devm_clk_get(dev, "core");
  int ret;
  if (IS_ERR(clk))
    return (int)PTR_ERR(clk);
  s->clk = clk;
  ret = clk_prepare_enable(clk);
  if (ret)
    return ret;
  ret = devm_add_action(dev, sensor_off, s);
  if (ret) {
    clk_disable_unprepare(clk);
    return ret;
  }
  ret = sensor_reset(s);
  if (ret)
    return ret;
  return sensor_add(s);
}

int wakes(struct sensor *s, int mode) {
  int ret = pm_runtime_get_sync(s->dev);
  if (ret < 0) {
    pm_runtime_put_noidle(s->dev);
    return ret;
  }
  s->mode = mode;
  pm_runtime_put(s->dev);
  return 0;
}

/* a flag says what is on */
int switches(struct sensor *s, int on) {
  int ret = 0;
  if (on && !s->on) {
    ret = regulator_enable(s->supply);
    if (ret)
      return ret;
    s->on = 1;
  }
  ret = sensor_reset(s);
  if (ret && s->on) {
    regulator_disable(s->supply);
    s->on = 0;
  }
  return ret;
}

/* resume and suspend */
int resumes(struct sensor *s) {
  return clk_prepare_enable(s->clk);
}

int suspends(struct sensor *s) {
  clk_disable_unprepare(s->clk);
  return 0;
}

int wakes_to_reset(struct sensor *s) {
  int ret = resumes(s);
  if (ret)
    return ret;
  ret = sensor_reset(s);
  if (ret)
    return ret;
  return suspends(s);
}

int one_return(struct sensor *s) {
  int ret = clk_prepare_enable(s->clk);
  if (ret)
    return ret;
  ret = sensor_reset(s);
  if (ret < 0)
    goto out;
  ret = 0;
out:
  clk_disable_unprepare(s->clk);
  return ret;
}

int pm_runtime_resume_and_get(struct device *dev);
int wakes_for_a_reset(struct sensor *s) {
  int ret = pm_runtime_resume_and_get(s->dev);
  if (ret < 0)
    return ret; /* it was lowered again */
  ret = sensor_reset(s);
  pm_runtime_put(s->dev);
  return ret;
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
    goto err;
  ret = sensor_add(s);
  if (ret)
    goto err;
  return 0;
err:
  free_irq(irq, s);
  return ret;
}
