/** What a service says of itself. */
export interface ServiceFacts {
  readonly name: string;
  /** Its part of the graph. */
  readonly schema: string;
  /** What each rejection of its rules means, by code. */
  readonly rejections: Readonly<Record<string, string>>;
}
