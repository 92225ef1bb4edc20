/** What somebody of the staff is, at the desk and in the trail. */
export const staffRoles = ['receptionist', 'administrator', 'technician'] as const;
export type StaffRole = (typeof staffRoles)[number];
