// A clinic system that takes whatever comes, in a process of its own. Tells its parent where it listens.
import { startReceiver } from '../../torture/receiver.ts';

const receiver = await startReceiver(Buffer.from(process.argv[2] ?? ''), 0);
process.send?.(receiver.url);
process.on('disconnect', () => receiver.close());
