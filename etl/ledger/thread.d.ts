/** In charge of what an import with `?thread` is: the address of a script that a worker thread runs. */
declare module '*?thread' {
  const address: URL;
  export default address;
}
