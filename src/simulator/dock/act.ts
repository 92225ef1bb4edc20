/** How a part of the dock does something to the world. */
export type Act = (work: () => Promise<unknown>) => Promise<void>;
