/** The people in every group of the matrix. */
export const ana = '4915550001001@c.us';
export const customerOfCell = '4915550002002@c.us';
