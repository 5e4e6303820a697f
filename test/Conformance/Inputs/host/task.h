/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/// What user space knows of the running task, in the members that a file's own
/// task_struct declares.
#ifndef CONFORMANCE_HOST_TASK_H
#define CONFORMANCE_HOST_TASK_H

#include <sched.h>
#include <sys/prctl.h>
#include <unistd.h>

#define CURRENT_TASK(type) host::current_task<struct type>()

#define CONFORMANCE_FILL(member, ...)                                                              \
  if constexpr (requires { t.member; })                                                            \
  t.member = __VA_ARGS__

namespace host {
template <class T> T *current_task() {
  static T t, parent;
  CONFORMANCE_FILL(pid, gettid());
  CONFORMANCE_FILL(tgid, getpid());
  CONFORMANCE_FILL(policy, static_cast<unsigned>(sched_getscheduler(0)));
  if constexpr (requires { t.comm; })
    prctl(PR_GET_NAME, t.comm);
  CONFORMANCE_FILL(group_leader, &t);
  if constexpr (requires { t.real_parent; }) {
    parent.tgid = getppid();
    t.real_parent = &parent;
  }
  if constexpr (requires { t.cred; }) {
    static std::remove_cvref_t<decltype(*t.cred)> cred;
    cred.uid.val = getuid();
    cred.egid.val = getegid();
    t.cred = &cred;
  }
  return &t;
}
} // namespace host

#endif
