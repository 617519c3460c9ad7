/* Child processes: input as a file in memory, output through pipes that are watched until both are closed. */
#include "base/child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

static int64_t now_ms(void)
{
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void close_all(int *fds, size_t n)
{
  for (size_t i = 0; i < n; i++)
    if (fds[i] >= 0)
      close(fds[i]);
}

/* The input as a file that the child may seek in; -1 and errno on failure. */
static int file_of(ent_str input)
{
  int fd = memfd_create("entente-input", MFD_CLOEXEC);
  for (size_t at = 0; fd >= 0 && at < input.n;) {
    ssize_t n = write(fd, input.p + at, input.n - at);
    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0) {
      close(fd);
      return -1;
    }
    at += (size_t)n;
  }
  if (fd >= 0)
    lseek(fd, 0, SEEK_SET);
  return fd;
}

/* fds: input, out read, out write, errors read, errors write */
static int spawn(const enti_child *child, const int fds[5], pid_t *ret)
{
  posix_spawn_file_actions_t actions;
  int number = posix_spawn_file_actions_init(&actions);
  if (number)
    return number;
  posix_spawn_file_actions_adddup2(&actions, fds[0], STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, fds[2], STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, fds[4], STDERR_FILENO);
  number = posix_spawnp(ret, child->argv[0], &actions, NULL, (char *const *)child->argv, environ);
  posix_spawn_file_actions_destroy(&actions);
  return number;
}

/* Reads what is there. False: the pipe is closed. */
static bool drain(int fd, ent_buf *to)
{
  char room[16384];
  ssize_t n;
  do {
    n = read(fd, room, sizeof room);
  } while (n < 0 && errno == EINTR);
  if (n > 0)
    ent_buf_add(to, room, (size_t)n); /* past its limit it keeps only the fact that it failed */
  return n > 0;
}

static ent_status watch(const enti_child *child, int out_fd, int errors_fd, ent_buf *out, ent_buf *errors, ent_error *err)
{
  struct pollfd fds[2] = {{out_fd, POLLIN, 0}, {errors_fd, POLLIN, 0}};
  int64_t end = now_ms() + child->timeout_ms;
  while (fds[0].fd >= 0 || fds[1].fd >= 0) {
    int64_t left = end - now_ms();
    int ready = left > 0 ? poll(fds, 2, (int)left) : 0;
    if (ready < 0 && errno == EINTR)
      continue;
    if (ready <= 0)
      return ent_fail(err, ENT_ELIMIT, ENT_NO_OFFSET, "%s took longer than %d seconds", child->argv[0],
                      child->timeout_ms / 1000);
    if (fds[0].fd >= 0 && fds[0].revents && !drain(out_fd, out))
      fds[0].fd = -1;
    if (fds[1].fd >= 0 && fds[1].revents && !drain(errors_fd, errors))
      fds[1].fd = -1;
    if (out->failed)
      return ent_fail(err, ENT_ELIMIT, ENT_NO_OFFSET, "%s wrote more than %zu bytes", child->argv[0], out->max);
  }
  return ENT_OK;
}

static int wait_for(pid_t pid)
{
  int state;
  pid_t got;
  do {
    got = waitpid(pid, &state, 0);
  } while (got < 0 && errno == EINTR);
  return got == pid && WIFEXITED(state) ? WEXITSTATUS(state) : -1;
}

ent_status enti_child_run(const enti_child *child, ent_buf *out, ent_buf *errors, int *ret_code, ent_error *err)
{
  int fds[5] = {file_of(child->input), -1, -1, -1, -1};
  pid_t pid;
  if (fds[0] < 0 || pipe2(&fds[1], O_CLOEXEC) != 0 || pipe2(&fds[3], O_CLOEXEC) != 0) {
    int number = errno;
    close_all(fds, 5);
    return ent_fail(err, ENT_EIO, ENT_NO_OFFSET, "%s: %s", child->argv[0], strerror(number));
  }
  int number = spawn(child, fds, &pid);
  close(fds[0]);
  close(fds[2]);
  close(fds[4]);
  if (number) {
    close(fds[1]);
    close(fds[3]);
    return ent_fail(err, number == ENOENT ? ENT_ENOTFOUND : ENT_EIO, ENT_NO_OFFSET, "%s: %s", child->argv[0],
                    strerror(number));
  }
  ent_status status = watch(child, fds[1], fds[3], out, errors, err);
  if (status)
    kill(pid, SIGKILL);
  close(fds[1]);
  close(fds[3]);
  *ret_code = wait_for(pid);
  return status;
}
