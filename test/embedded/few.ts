/** How many groups a short demonstration has: room for everything that happens on the busiest number. */
export const FEW = 72;
