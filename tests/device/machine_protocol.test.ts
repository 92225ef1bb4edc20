import { afterEach, beforeEach, expect, test } from 'vitest';
import { type MachineEvent, Qmp } from '../../device/prove/machine/qmp.ts';
import { press } from '../../device/prove/machine/touch.ts';
import { listenAsMachine, type OtherEnd } from '../support/device/lineServer.ts';

let machine: OtherEnd;
let asked: { execute: string; arguments?: unknown }[];

beforeEach(async () => {
  machine = await listenAsMachine();
  asked = [];
});
afterEach(() => machine.close());

/** QEMU's side: greets, then answers each line by `answer`. */
async function play(answer: (execute: string) => readonly string[]): Promise<void> {
  const socket = await machine.peer;
  socket.write('{"QMP": {"version": {"qemu": {"major": 7}}}}\r\n');
  let pending = '';
  socket.on('data', (bytes) => {
    const lines = (pending + bytes.toString()).split('\n');
    pending = lines.pop() ?? '';
    for (const line of lines) {
      const question = JSON.parse(line) as { execute: string };
      asked.push(question);
      // Byte by byte, as a socket may give them.
      for (const letter of answer(question.execute).join('')) socket.write(letter);
    }
  });
}

test('a question is answered, events come in between, a refusal rejects with the words of the machine', async () => {
  const playing = play((execute) => {
    if (execute === 'query-status')
      return ['{"event":"RESET","data":{"guest":true}}\r\n', '{"return":{"running":true}}\r\n'];
    if (execute === 'nonsense') return ['{"error":{"class":"CommandNotFound","desc":"no such"}}\r\n'];
    return ['{"return":{}}\r\n'];
  });
  const [qmp] = await Promise.all([Qmp.connect(machine.path), playing]);
  const events: MachineEvent[] = [];
  qmp.onEvent((event) => events.push(event));
  const [refusal, status] = await Promise.allSettled([qmp.ask('nonsense'), qmp.ask('query-status')]);
  expect(status).toEqual({ status: 'fulfilled', value: { running: true } });
  expect(refusal).toMatchObject({ reason: { message: 'CommandNotFound: no such' } });
  expect(events.map(({ event }) => event)).toEqual(['RESET']);
  qmp.close();
});

test('who still waits when the machine goes away is told', async () => {
  const playing = play((execute) => (execute === 'qmp_capabilities' ? ['{"return":{}}\n'] : []));
  const [qmp] = await Promise.all([Qmp.connect(machine.path), playing]);
  const asking = qmp.ask('quit');
  (await machine.peer).destroy();
  await expect(asking).rejects.toThrow('the machine is gone');
});

test('a press moves there, goes down and comes up, in that order', async () => {
  const playing = play(() => ['{"return":{}}\n']);
  const [qmp] = await Promise.all([Qmp.connect(machine.path), playing]);
  await press(qmp, { x: 0.5, y: 1 });
  expect(asked.slice(1).map((each) => each.arguments)).toEqual([
    {
      events: [
        { type: 'abs', data: { axis: 'x', value: 0x4000 } },
        { type: 'abs', data: { axis: 'y', value: 0x7fff } },
      ],
    },
    { events: [{ type: 'btn', data: { down: true, button: 'left' } }] },
    { events: [{ type: 'btn', data: { down: false, button: 'left' } }] },
  ]);
  qmp.close();
});
