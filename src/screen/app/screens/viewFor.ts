import type { ScreenId, View } from '../../view.ts';

/** The view of one screen. */
export type ViewFor<S extends ScreenId> = Extract<View, { screen: S }>;
