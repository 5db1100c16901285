# Build stage: one file with the Swift library in it.
FROM swift:6.3-bookworm AS build
RUN apt-get update \
  && apt-get install -y --no-install-recommends libsqlite3-dev libssl-dev zlib1g-dev pkg-config \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY Package.swift ./
COPY Migrations Migrations
COPY Sources Sources
COPY Tests Tests
RUN swift build -c release --static-swift-stdlib --product bulletin \
  && install -D -m 0755 "$(swift build -c release --static-swift-stdlib --show-bin-path)/bulletin" /out/bulletin

# Run stage: the system's libraries and the program.
FROM debian:bookworm-slim
RUN apt-get update \
  && apt-get install -y --no-install-recommends ca-certificates libsqlite3-0 libssl3 libstdc++6 tzdata zlib1g \
  && rm -rf /var/lib/apt/lists/* \
  && useradd --system --uid 10001 --user-group --home-dir /data --no-create-home --shell /usr/sbin/nologin bulletin \
  && install -d -m 0700 -o bulletin -g bulletin /data
COPY --from=build /out/bulletin /usr/local/bin/bulletin
USER bulletin
ENV BULLETIN_DATA=/data BULLETIN_LISTEN=0.0.0.0:8080
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s CMD ["bulletin", "healthcheck"]
ENTRYPOINT ["bulletin"]
CMD ["serve"]
