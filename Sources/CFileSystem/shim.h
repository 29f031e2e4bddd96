#ifndef COORDINATOR_FILE_SYSTEM_H
#define COORDINATOR_FILE_SYSTEM_H

#include <fcntl.h>
#include <linux/fs.h>
#include <linux/openat2.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <sys/xattr.h>
#include <unistd.h>

/// Renames within one file system; fails with EEXIST where the new name is taken, and replaces nothing.
static inline int coordinator_rename_exclusively(const char *from, const char *to) {
    return (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE);
}

/// Brings to disk everything that was written on the file system of an open file (syncfs(2)).
static inline int coordinator_sync_file_system(int file) {
    return (int)syscall(SYS_syncfs, file);
}

/// Opens what lies beneath an open folder, for reading; fails with ELOOP or EXDEV where a symbolic link
/// is on the way or at its end (openat2(2)).
static inline int coordinator_open_beneath(int folder, const char *path) {
    struct open_how how = {
        .flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC,
        .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS,
    };
    return (int)syscall(SYS_openat2, folder, path, &how, sizeof how);
}

/// Whether a list of accounts beyond owner and group may get at `path` (acl(5)): then its mode does not
/// say who.
static inline _Bool coordinator_has_access_list(const char *path) {
    return getxattr(path, "system.posix_acl_access", 0, 0) > 0;
}

/// The magic number of the file system that holds `path` (statfs(2)), or -1 with errno.
static inline long coordinator_file_system_kind(const char *path) {
    struct statfs status;
    return statfs(path, &status) == 0 ? (long)(unsigned int)status.f_type : -1;
}

#endif
