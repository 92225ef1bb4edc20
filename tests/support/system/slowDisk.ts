import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../outbox/queue.ts';

/** Stands before the system's own flush: says which file the main thread flushes, and takes as long as a poor eMMC. */
const source = `
  #define _GNU_SOURCE
  #include <dlfcn.h>
  #include <fcntl.h>
  #include <stdio.h>
  #include <stdlib.h>
  #include <sys/syscall.h>
  #include <unistd.h>
  static void slow(int file) {
    if (syscall(SYS_gettid) == getpid()) {
      char path[64], name[512];
      snprintf(path, sizeof path, "/proc/self/fd/%d", file);
      int length = readlink(path, name, sizeof name - 1);
      int list = open(getenv("SLOW_DISK_LIST"), O_WRONLY | O_APPEND | O_CREAT, 0600);
      if (length > 0 && list >= 0) { name[length] = '\\n'; if (write(list, name, length + 1) < 0) abort(); }
      if (list >= 0) close(list);
    }
    usleep(100000);
  }
  typedef int (*flush)(int);
  int fsync(int file) { slow(file); return ((flush)dlsym(RTLD_NEXT, "fsync"))(file); }
  int fdatasync(int file) { slow(file); return ((flush)dlsym(RTLD_NEXT, "fdatasync"))(file); }
`;

/** Whether this machine can build it. */
export const canSlowTheDisk = ['/usr/bin/cc', '/usr/bin/gcc'].some((path) => existsSync(path));

export interface SlowDisk {
  /** Starts a program under it. */
  under<T>(start: () => Promise<T>): Promise<T>;
  /** Every file that the main thread of such a program has waited for, in order. */
  waitedFor(): readonly string[];
}

/** A disk on which each flush takes 100 ms, for programs that are started under it. */
export function slowDisk(): SlowDisk {
  const folder = temporaryFolder();
  const [code, library, list] = ['slow.c', 'slow.so', 'list'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  writeFileSync(code, source);
  writeFileSync(list, '');
  execFileSync('cc', ['-shared', '-fPIC', '-o', library, code, '-ldl']);
  return {
    async under(start) {
      const before = { LD_PRELOAD: process.env.LD_PRELOAD, SLOW_DISK_LIST: process.env.SLOW_DISK_LIST };
      Object.assign(process.env, { LD_PRELOAD: library, SLOW_DISK_LIST: list });
      try {
        return await start();
      } finally {
        for (const [name, value] of Object.entries(before)) {
          if (value === undefined) delete process.env[name];
          else process.env[name] = value;
        }
      }
    },
    waitedFor: () => readFileSync(list, 'utf8').trimEnd().split('\n').filter(Boolean),
  };
}
