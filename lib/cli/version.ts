/** The version of this program; the build and the test runner put in what package.json says. */

declare const GATE_VERSION: string;

export const VERSION: string = GATE_VERSION;
