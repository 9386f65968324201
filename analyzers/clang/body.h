/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The guards of Body: each holds for the life of a C++ scope. */
#ifndef BULWARK_CLANG_BODY_H
#define BULWARK_CLANG_BODY_H

#include "lower.h"

namespace bulwark {

/* Instructions made under it get the place of a statement or a range. */
class Body::At
{
  public:
    At(Body &body, const clang::Stmt *stmt) : body_(body), where_(body.where_), range_(body.where_range_)
    {
        body.where_ = stmt;
    }
    At(Body &body, clang::SourceRange range) : body_(body), where_(body.where_), range_(body.where_range_)
    {
        body.where_ = nullptr;
        body.where_range_ = range;
    }
    ~At()
    {
        body_.where_ = where_;
        body_.where_range_ = range_;
    }
    At(const At &) = delete;
    At &operator=(const At &) = delete;

  private:
    Body &body_;
    const clang::Stmt *where_;
    clang::SourceRange range_;
};

/* Leaves at its end what was entered under it, unless control does not get there. */
class Body::Scope
{
  public:
    Scope(Body &body, clang::SourceLocation end) : body_(body), depth_(body.scopes_.size()), end_(end) {}
    ~Scope()
    {
        if (body_.open() && body_.scopes_.size() > depth_) {
            At at(body_, clang::SourceRange(end_));
            body_.unwindTo(depth_);
        }
        body_.scopes_.truncate(depth_);
    }
    Scope(const Scope &) = delete;
    Scope &operator=(const Scope &) = delete;

  private:
    Body &body_;
    size_t depth_;
    clang::SourceLocation end_;
};

/* Counts recursion; when it is too deep the body is given up. */
struct Body::Deeper {
    explicit Deeper(Body &body) : body_(body)
    {
        if (++body.depth_ > LIMIT)
            body.fail("nesting");
    }
    ~Deeper() { body_.depth_--; }
    explicit operator bool() const { return body_.failed_ == nullptr; }

  private:
    /* Frames of the deepest path stay below 2 MB of Clang's 8 MB stack. */
    enum { LIMIT = 1200 };
    Body &body_;
};

} /* namespace bulwark */

#endif
