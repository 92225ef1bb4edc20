/** Who at the desk has been shown the card of the visit that is going on: only they can say whose card it is. */
export class CardSeen {
  private visit: string | undefined;
  private readonly staff = new Set<string>();

  add(visit: string, staff: string): void {
    if (this.visit !== visit) this.staff.clear();
    this.visit = visit;
    this.staff.add(staff);
  }

  has(visit: string, staff: string): boolean {
    return this.visit === visit && this.staff.has(staff);
  }
}
