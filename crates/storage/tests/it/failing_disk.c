/* Makes the n-th call that touches the database's files fail, once.
 *
 * DISK_FAIL_AT    the number of the call, from 1
 * DISK_FAIL_KIND  eio: any read, write, truncate or sync says EIO
 *                 full: a write says ENOSPC
 *                 torn: a write stores its first half, and the next one says ENOSPC
 *                 sync: a sync says EIO
 * DISK_FAILED     a file that is made when it has happened
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

enum call { READ, WRITE, TRUNCATE, SYNC };
enum harm { NONE, EIO_HARM, FULL_HARM, HALF_HARM };

static atomic_int calls;
static atomic_int torn;

static int ours(int fd) {
    char link[64], path[512];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length <= 0) return 0;
    path[length] = 0;
    return strstr(path, "/fullcup.db") != NULL;
}

static enum harm harm(int fd, enum call call) {
    const char *kind = getenv("DISK_FAIL_KIND");
    const char *at = getenv("DISK_FAIL_AT");
    if (!kind || !at || !ours(fd)) return NONE;
    if (!strcmp(kind, "sync") && call != SYNC) return NONE;
    if ((!strcmp(kind, "full") || !strcmp(kind, "torn")) && call != WRITE) return NONE;
    if (!strcmp(kind, "torn") && atomic_exchange(&torn, 0)) return FULL_HARM;
    if (atomic_fetch_add(&calls, 1) + 1 != atoi(at)) return NONE;
    const char *marker = getenv("DISK_FAILED");
    if (marker) {
        int made = open(marker, O_CREAT | O_WRONLY, 0600);
        if (made >= 0) close(made);
    }
    if (!strcmp(kind, "full")) return FULL_HARM;
    if (!strcmp(kind, "torn")) {
        atomic_store(&torn, 1);
        return HALF_HARM;
    }
    return EIO_HARM;
}

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

#define REFUSE(h)                                   \
    if ((h) == EIO_HARM) { errno = EIO; return -1; } \
    if ((h) == FULL_HARM) { errno = ENOSPC; return -1; }

ssize_t read(int fd, void *to, size_t length) {
    enum harm h = harm(fd, READ);
    REFUSE(h)
    return NEXT(read)(fd, to, length);
}

ssize_t pread(int fd, void *to, size_t length, off_t at) {
    enum harm h = harm(fd, READ);
    REFUSE(h)
    return NEXT(pread)(fd, to, length, at);
}

ssize_t pread64(int fd, void *to, size_t length, off64_t at) {
    enum harm h = harm(fd, READ);
    REFUSE(h)
    return NEXT(pread64)(fd, to, length, at);
}

ssize_t write(int fd, const void *from, size_t length) {
    enum harm h = harm(fd, WRITE);
    REFUSE(h)
    return NEXT(write)(fd, from, h == HALF_HARM ? length / 2 : length);
}

ssize_t pwrite(int fd, const void *from, size_t length, off_t at) {
    enum harm h = harm(fd, WRITE);
    REFUSE(h)
    return NEXT(pwrite)(fd, from, h == HALF_HARM ? length / 2 : length, at);
}

ssize_t pwrite64(int fd, const void *from, size_t length, off64_t at) {
    enum harm h = harm(fd, WRITE);
    REFUSE(h)
    return NEXT(pwrite64)(fd, from, h == HALF_HARM ? length / 2 : length, at);
}

int ftruncate(int fd, off_t length) {
    enum harm h = harm(fd, TRUNCATE);
    REFUSE(h)
    return NEXT(ftruncate)(fd, length);
}

int ftruncate64(int fd, off64_t length) {
    enum harm h = harm(fd, TRUNCATE);
    REFUSE(h)
    return NEXT(ftruncate64)(fd, length);
}

int fsync(int fd) {
    enum harm h = harm(fd, SYNC);
    REFUSE(h)
    return NEXT(fsync)(fd);
}

int fdatasync(int fd) {
    enum harm h = harm(fd, SYNC);
    REFUSE(h)
    return NEXT(fdatasync)(fd);
}
