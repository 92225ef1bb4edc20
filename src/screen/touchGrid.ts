/** The grid of a technician's touch test: fields that must be touched, across and down. */
export const touchGrid = { across: 6, down: 10 } as const;
