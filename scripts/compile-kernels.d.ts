/** A plugin for rolldown and for vite. */
export declare function compileKernels(): { readonly name: string };
