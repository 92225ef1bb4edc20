/** One file of a bundle. */
export interface BundleFile {
  readonly name: string;
  /** Why it is there, for the people at the clinic; Japanese. */
  readonly why: string;
  /** What was taken out of it, or that nothing had to be. */
  readonly without: string;
  readonly text: string;
}
