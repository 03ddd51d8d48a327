declare const GENERATOR_VERSION: string;

/** The generator's own version, put in by the build. */
export const version: string = GENERATOR_VERSION;
