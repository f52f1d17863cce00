/** The people in every group of the matrix. */
export const ana = '4915550001001@c.us';
export const customerOfCell = '4915550002002@c.us';

/** What every group has for a description, and what an exit adds below it. */
export const keptDescription = 'Case 42: see the contract.';
export const closingDescription = 'Resources: example.org/case';
