import { lerp } from './shapes.ts';

/** sRGB, 0 to 255, not yet rounded. */
export type Rgb = readonly [number, number, number];

export const mix = (a: Rgb, b: Rgb, t: number): Rgb => [lerp(a[0], b[0], t), lerp(a[1], b[1], t), lerp(a[2], b[2], t)];

export const scale = (colour: Rgb, by: number): Rgb => [colour[0] * by, colour[1] * by, colour[2] * by];

export const tint = (colour: Rgb, by: Rgb): Rgb => [colour[0] * by[0], colour[1] * by[1], colour[2] * by[2]];
