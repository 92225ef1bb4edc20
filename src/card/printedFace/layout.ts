/** A rectangle on the card's front, millimetres from its top left corner. */
export interface FieldBox {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Where the card's front has what 照合番号B is made of. Each box holds one line of print and nothing else. */
export interface PrintedLayout {
  readonly birthdate: FieldBox;
  readonly expiry: FieldBox;
  readonly securityCode: FieldBox;
}

/** ID-1, millimetres. */
export const cardSize = { width: 85.6, height: 53.98 } as const;

/**
 * The drawn specimen (見本) of the simulator. The measures of the real card are not published: whoever connects a card
 * camera measures them on cards and checks them with the survey.
 */
export const specimenLayout: PrintedLayout = {
  birthdate: { left: 28.5, top: 20.6, width: 32, height: 5.6 },
  expiry: { left: 28.5, top: 27.4, width: 35.5, height: 5.6 },
  securityCode: { left: 27.2, top: 45.4, width: 11, height: 5.2 },
};
