/** The version of this program and a hash of its sources; the build and the test runner put them in. */

declare const GATE_VERSION: string;
declare const GATE_BUILD: string;

export const VERSION: string = GATE_VERSION;
export const BUILD: string = GATE_BUILD;
