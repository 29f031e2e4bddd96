#ifndef COORDINATOR_FILE_SYSTEM_H
#define COORDINATOR_FILE_SYSTEM_H

#include <fcntl.h>
#include <linux/fs.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <unistd.h>

/// Renames within one file system; fails with EEXIST where the new name is taken, and replaces nothing.
static inline int coordinator_rename_exclusively(const char *from, const char *to) {
    return (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE);
}

/// Brings to disk everything that was written on the file system of an open file (syncfs(2)).
static inline int coordinator_sync_file_system(int file) {
    return (int)syscall(SYS_syncfs, file);
}

/// The magic number of the file system that holds `path` (statfs(2)), or -1 with errno.
static inline long coordinator_file_system_kind(const char *path) {
    struct statfs status;
    return statfs(path, &status) == 0 ? (long)(unsigned int)status.f_type : -1;
}

#endif
