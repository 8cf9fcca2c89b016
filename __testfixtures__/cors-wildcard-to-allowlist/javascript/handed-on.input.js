module.exports = {
  port: Number(process.env.PORT || 3000),
  cors: { origin: '*', credentials: true },
};
