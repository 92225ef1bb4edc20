#!/bin/sh
# Starts the system that lies in a tree, in namespaces of its own: its processes, mounts, names and network are not this
# machine's. Arguments: the tree, a mount point, and the program to start (its init).
set -e
tree=$1
shift
ip link set lo up
hostname clinic-pc
mount --make-rprivate /
mount -t proc proc "$tree/proc"
mount -t sysfs -o ro sysfs "$tree/sys"
mount -t cgroup2 cgroup2 "$tree/sys/fs/cgroup" 2>/dev/null || mount -t tmpfs tmpfs "$tree/sys/fs/cgroup"
mount -t tmpfs -o mode=755 tmpfs "$tree/dev"
for each in null:1:3 zero:1:5 full:1:7 random:1:8 urandom:1:9 tty:5:0; do
  name=${each%%:*}
  numbers=${each#*:}
  mknod -m 666 "$tree/dev/$name" c "${numbers%%:*}" "${numbers##*:}"
done
ln -s /proc/self/fd "$tree/dev/fd"
mkdir "$tree/dev/pts" "$tree/dev/shm"
mount -t devpts -o newinstance,ptmxmode=0666,mode=620,gid=5 devpts "$tree/dev/pts"
ln -s pts/ptmx "$tree/dev/ptmx"
mount -t tmpfs tmpfs "$tree/dev/shm"
mount -t tmpfs -o mode=755 tmpfs "$tree/run"
mount -t tmpfs tmpfs "$tree/tmp"
mkdir "$tree/run/old"
cd "$tree"
pivot_root . run/old
umount -l /run/old
rmdir /run/old
exec env -i container=uketsuke PATH=/usr/sbin:/usr/bin:/sbin:/bin "$@"
