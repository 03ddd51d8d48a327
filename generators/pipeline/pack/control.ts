const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]|\p{Surrogate}/u;

/** Whether a text holds what a terminal would act on, or half of a letter: people are shown what a pack says. */
export function holdsControl(text: string): boolean {
  return CONTROL.test(text);
}
