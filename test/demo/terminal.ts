/** Progress for people: on a terminal a step's figures are rewritten in place, in a log they come once. */
export interface Terminal {
  line(text: string): void;
  /** A step that takes a while; call the answer with its share done, from 0 to 1. */
  progress(text: string): (done: number) => void;
}

export function terminal(stream: NodeJS.WriteStream = process.stdout): Terminal {
  return {
    line: (text) => void stream.write(`${text}\n`),
    progress(text) {
      if (!stream.isTTY) {
        stream.write(`${text}\n`);
        return () => {};
      }
      stream.write(`${text} …`);
      return (done) => {
        const share = `${Math.floor(done * 100)} %`;
        stream.write(`\r${text} … ${share}${done >= 1 ? "\n" : ""}`);
      };
    },
  };
}
