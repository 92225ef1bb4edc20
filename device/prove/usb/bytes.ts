/** Little-endian fields, as USB writes them. */
export const u16 = (value: number): readonly number[] => [value & 0xff, (value >>> 8) & 0xff];
export const u32 = (value: number): readonly number[] => [...u16(value), ...u16(value >>> 16)];
