/** Where a command reads and writes: the process itself, or a test. */
export interface Streams {
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly environment: NodeJS.ProcessEnv;
  readonly folder: string;
  /** All of standard input, or its first bytes when it holds more than the limit. */
  readonly readStandardInput: (limit: number) => Promise<Uint8Array>;
}

/** The process's own streams. */
export function processStreams(): Streams {
  return {
    stdout: process.stdout,
    stderr: process.stderr,
    environment: process.env,
    folder: process.cwd(),
    readStandardInput,
  };
}

async function readStandardInput(limit: number): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let length = 0;
  const input: AsyncIterable<Buffer> = process.stdin;
  for await (const chunk of input) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > limit) break;
  }
  return Buffer.concat(chunks);
}
