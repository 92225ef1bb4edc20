/** Whether these bytes begin and end as a JPEG file does; a picture torn on the way from the camera does not. */
export function isWholeJpeg(bytes: Uint8Array): boolean {
  const { length } = bytes;
  return (
    length > 4 && bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[length - 2] === 0xff && bytes[length - 1] === 0xd9
  );
}
