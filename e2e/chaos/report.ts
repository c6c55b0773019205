/** One JSON object a line, for people and programs. */
export const print = (line: object): void => console.log(JSON.stringify(line))
