/**
 * How long a command and its answer are on the air between reader and card: ISO/IEC 14443-3 Type B characters and
 * 14443-4 blocks, at one bit rate in both directions. Waiting times are the shortest the standard allows, so what a
 * model says is a floor for every real reader.
 *
 *   exchange = Σ over blocks ( frame(block) + turn )
 *   frame(n) = (SOF 12 + EOF 10 + 10 × (PCB 1 + CID 1 + n + CRC 2)) etu,   1 etu = 1 / bit rate
 *   a command or answer longer than 252 bytes is chained; each block but the last is acknowledged by an empty one
 */
export interface Radio {
  readonly kbps: 106 | 212 | 424;
}

/** The bit rates by the names they have in the configuration. */
export const radioRates = { '106': 106, '212': 212, '424': 424 } as const;

/** Carrier, Hz; a bit lasts 128 of its periods at 106 kbit/s. */
const carrierHz = 13_560_000;
const periodsPerBit = { 106: 128, 212: 64, 424: 32 } as const;

/** Both sides agree on frames of 256 bytes. */
const frameBytes = 256;
/** PCB, CID and CRC. */
const blockBytes = 4;
const bitsPerByte = 10;
const frameEdgesBits = 12 + 10;

/** Longest information field of a block. */
export const longestBlock = frameBytes - blockBytes;

/** Card answers reader: TR0 64 and TR1 80 subcarrier periods of 16 carrier periods. Reader answers card: 32 and 10 bits. */
const cardTurnPeriods = (64 + 80) * 16;
const readerTurnPeriods = 32 * 16 + 10 * 128;

/** Milliseconds for one command APDU and its answer of these lengths in bytes, without the card's own work. */
export function exchangeMs({ kbps }: Radio, commandLength: number, responseLength: number): number {
  const bit = periodsPerBit[kbps];
  const frame = (bytes: number) => (frameEdgesBits + bitsPerByte * (blockBytes + bytes)) * bit;
  const [commandBlocks, responseBlocks] = [commandLength, responseLength].map((length) =>
    Math.max(1, Math.ceil(length / longestBlock)),
  );
  if (commandBlocks === undefined || responseBlocks === undefined) throw new TypeError('two lengths');
  // Every block is answered by one from the other side: the last of the command by the first of the response.
  const acknowledgements = commandBlocks - 1 + (responseBlocks - 1);
  const payload = (blocks: number, bytes: number) => blocks * frame(0) + bitsPerByte * bytes * bit;
  const framesFromCard = responseBlocks + commandBlocks - 1;
  const framesFromReader = commandBlocks + responseBlocks - 1;
  const periods =
    payload(commandBlocks, commandLength) +
    payload(responseBlocks, responseLength) +
    acknowledgements * frame(0) +
    framesFromCard * cardTurnPeriods +
    framesFromReader * readerTurnPeriods;
  return (periods / carrierHz) * 1000;
}
