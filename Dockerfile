# Paperboy, ready to run: see "Operations" in the README. What can be tested of it is, in test/container.test.ts.
FROM node:24-bookworm-slim AS packages
WORKDIR /paperboy
COPY package.json package-lock.json .npmrc ./
# The image has Node already, and needs the encoder's runtime for one platform of six.
RUN npm ci --omit=dev --ignore-scripts \
  && rm -rf node_modules/node-linux-* node_modules/.bin/node \
  && find node_modules/onnxruntime-node/bin -mindepth 3 -maxdepth 3 -type d ! -path "*/linux/$(node -p process.arch)" -exec rm -rf {} +

FROM node:24-bookworm-slim
WORKDIR /paperboy
ENV NODE_ENV=production STATE_DIR=/state
COPY --from=packages /paperboy/node_modules node_modules
COPY package.json manifest.json ./
COPY src src
COPY data data
RUN mkdir /state && chown node:node /state
USER node
VOLUME /state
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--v8-pool-size=1", "--import", "./src/cli/compile-cache.ts", "src/main.ts"]
