/** Phones that can hold a スマートフォンのマイナンバーカード: each proves its owner in a way of its own. */
export const phoneKinds = ['android', 'iphone'] as const;
export type PhoneKind = (typeof phoneKinds)[number];
