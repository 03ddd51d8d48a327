/** Makes a queue: what is given to it runs one after the other, whoever gives it. */
export function makeQueue(): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = last.then(work);
    last = turn.catch(nothing);
    return turn;
  };
}

/** Who comes next does not care how the one before has ended. */
function nothing(): void {}
