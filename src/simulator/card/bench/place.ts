import { createDirectReader } from '../../../card/drivers/directReader.ts';
import { createPcscReader } from '../../../card/drivers/pcscReader.ts';
import { createPlacedCard } from '../../../card/myNumberCard.ts';
import type { CardChannel, CardReader } from '../../../card/reader.ts';
import { type TraceEntry, traced } from '../../../card/trace.ts';
import { ok, type Result, unwrap } from '../../../problem/result.ts';
import { FaultBoard } from '../../faults.ts';
import type { Person } from '../../people.ts';
import { createCardBox } from '../cardBox.ts';
import { demoFaceIssuers, demoTrustAnchors } from '../demoPki.ts';
import { createDirectSlot } from '../directSlot.ts';
import type { IdentityData, ReadMode } from '../identityFloor.ts';
import { slotNumberB } from '../numberB.ts';
import type { Radio } from '../radio.ts';
import type { CardSlot } from '../slot.ts';
import { secondVpcdPort, vpcdPort } from '../vpcdLink.ts';
import { createVpcdSlot, secondVpcdReaderName, vpcdReaderName } from '../vpcdSlot.ts';
import type { Way } from '../way.ts';

/** The photo's size on real cards is not published; this is what is generally assumed. */
export const photoBytes = 15_000;

/** Which way to the card. */
export type Path = 'direct' | 'pcscd';

/** One whole card, from being reported to everything known. */
export interface Pass {
  readonly ms: number;
  readonly hiddenMs: number;
  readonly data: IdentityData;
  readonly trace: readonly TraceEntry[];
}

/** What takes its time beside the air: reader and driver for each command, the card for one signature; milliseconds. */
export type CardCosts = Pick<Way, 'readerMs' | 'rsaMs'>;

/** A reader with room for a card. */
export interface Place {
  /** Puts this person's card there, as far away as `radio` says, does all with it that a visit may, and takes it away. */
  pass(person: Person, radio: Radio): Promise<Pass>;
  close(): Promise<void>;
}

/** Opens a reader at the end of `path`, one for each mode. */
export async function openPlace(root: string, path: Path, mode: ReadMode, costs: CardCosts): Promise<Place> {
  let air: Radio = { kbps: 106 };
  const way: Way = {
    ...costs,
    extendedLength: mode === 'extended',
    get radio() {
      return air;
    },
  };
  const now = () => new Date();
  const photo = standInPhoto();
  const box = await createCardBox(root, now, () => photo);
  const { slot, reader } = unwrap(path === 'direct' ? ok(direct(box, way)) : await throughPcscd(box, mode, way));
  const placed = placedCards();
  await reader.watch(placed.listener);
  const trustAnchors = await demoTrustAnchors(root, now());
  const faceIssuers = demoFaceIssuers(root);
  const numberB = slotNumberB(slot);
  return {
    async pass(person, radio) {
      air = radio;
      const next = placed.next();
      unwrap(await slot.insert(person));
      const { channel, at } = await next;
      const trace: TraceEntry[] = [];
      const card = createPlacedCard({
        ...{ trustAnchors, faceIssuers, numberB, now },
        channel: traced(channel, (entry) => trace.push(entry)),
      });
      const signal = AbortSignal.timeout(60_000);
      const identity = unwrap(await card.identify(signal));
      const choosing = performance.now();
      const face = unwrap(await card.readFace(signal));
      const holder = unwrap(await card.readFourItems(signal));
      const chosen = performance.now();
      const outcome = unwrap(await card.provePossession(Uint8Array.from(Buffer.from(person.card.pin)), signal));
      const ms = performance.now() - at;
      if (outcome.kind !== 'proven') throw new Error('the bench knows the PIN');
      await card.release();
      await slot.remove();
      return { ms, hiddenMs: chosen - choosing, data: { identity, face, holder }, trace };
    },
    async close() {
      await reader.close();
      await slot.close();
    },
  };
}

interface Parts {
  readonly slot: CardSlot;
  readonly reader: CardReader;
}

type Box = Awaited<ReturnType<typeof createCardBox>>;

function direct(box: Box, way: Way): Parts {
  const slot = createDirectSlot(box, new FaultBoard(), way);
  return { slot, reader: createDirectReader(slot) };
}

/** vpcd has two readers, and what one passes on is remembered of it: each mode gets its own. */
const vpcdPlaces = {
  short: { port: vpcdPort, namePattern: vpcdReaderName },
  extended: { port: secondVpcdPort, namePattern: secondVpcdReaderName },
} as const;

async function throughPcscd(box: Box, mode: ReadMode, way: Way): Promise<Result<Parts>> {
  const { port, namePattern } = vpcdPlaces[mode];
  const slot = await createVpcdSlot({ box, faults: new FaultBoard(), way, port });
  if (!slot.ok) return slot;
  const reader = await createPcscReader({ namePattern });
  return reader.ok ? ok({ slot: slot.value, reader: reader.value }) : reader;
}

/** The moment the reader reports a card counts, not the one in which somebody comes round to look. */
function placedCards() {
  let tell: (placed: { channel: CardChannel; at: number }) => void = () => undefined;
  const listener: Parameters<CardReader['watch']>[0] = (event) => {
    if (event.type === 'card.placed') tell({ channel: event.card, at: performance.now() });
  };
  const next = () =>
    new Promise<{ channel: CardChannel; at: number }>((resolve) => {
      tell = resolve;
    });
  return { listener, next };
}

/** No pixels: nothing here decodes it. */
function standInPhoto(): Uint8Array {
  return Uint8Array.from({ length: photoBytes }, (_, index) => (index * 131) & 0xff);
}
