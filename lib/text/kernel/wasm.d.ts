/** What the build makes of the AssemblyScript beside it. */
declare module '*.wasm' {
  /** A WebAssembly module in base64. */
  export const CODE: string;
}

/** As much of the global object as is used: the library of ECMAScript does not have it, and that of browsers has too much. */
declare namespace WebAssembly {
  class Memory {
    constructor(limits: { readonly initial: number });
    readonly buffer: ArrayBuffer;
    grow(pages: number): number;
  }
  class Module {
    constructor(bytes: Uint8Array);
  }
  class Instance {
    constructor(module: Module, imports: { readonly env: { readonly memory: Memory } });
    readonly exports: unknown;
  }
}
