import type { Jpeg2000Claim } from './claim.ts';

/**
 * What a photo on a card may ask for. A chip holds 15 KB of it, some hundred pixels wide, in one tile and one layer;
 * this is room for the cards to come, and far from what would hurt the kiosk.
 */
const most = { side: 2_048, pixels: 1_048_576, tiles: 64, layers: 64, levels: 10, packets: 8_192 } as const;

/** Why this is no photo of a card, in words that quote nothing but numbers; undefined where it may be one. */
export function tooMuchIn(claim: Jpeg2000Claim): string | undefined {
  const { width, height, components, tiles, layers, levels, packets, isPlain } = claim;
  const fits = (value: number, limit: number) => value > 0 && value <= limit;
  if (!fits(width, most.side) || !fits(height, most.side) || !fits(width * height, most.pixels)) {
    return `claims ${width} × ${height} pixels`;
  }
  if (components !== 1 && components !== 3) return `has ${components} components; grey and RGB are known`;
  if (!isPlain) return 'has samples of other than 8 bits, or fewer of one component';
  if (!fits(tiles, most.tiles)) return `claims ${tiles} tiles`;
  if (!fits(layers, most.layers) || levels > most.levels || !fits(packets, most.packets)) {
    return `claims ${layers} layers, ${levels} levels, ${packets} packets`;
  }
  return undefined;
}
