// Loaded into a part of the product before its own code: a launcher that was killed takes its parts with it.
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
// A handle for the channel alone must not keep a process alive that has nothing left to do.
process.channel?.unref();
