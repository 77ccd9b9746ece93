/** What the process that runs Emmett can be asked to do. */
export type Work =
  | { readonly do: 'append'; readonly seconds: number; readonly writers: number; readonly seed: number }
  | { readonly do: 'fillStreams'; readonly streams: number; readonly length: number; readonly seed: number }
  | {
      readonly do: 'load';
      readonly seconds: number;
      readonly streams: number;
      readonly seed: number;
      readonly length: number;
    }
  | { readonly do: 'fillKeys'; readonly keys: number; readonly writers: number; readonly seed: number }
  | { readonly do: 'rebuild'; readonly batch: number; readonly way: 'documents' | 'statements' }
  | { readonly do: 'stop' };
