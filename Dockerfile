FROM maven:3.9.9-eclipse-temurin-17 AS build
WORKDIR /build
COPY pom.xml ./
COPY schemas schemas
COPY src/main src/main
RUN mvn -B -q -Dquick=true -Dmaven.test.skip=true package

FROM eclipse-temurin:25-jre-noble
LABEL org.opencontainers.image.title="Segue" \
      org.opencontainers.image.description="Assigns customers to segments in real time on Kafka Streams" \
      org.opencontainers.image.licenses="Apache-2.0"
RUN install -d -o 10001 -g 10001 /var/lib/segue
COPY deploy/answers /opt/segue/answers
COPY --from=build /build/target/lib /opt/segue/lib
COPY --from=build /build/target/segue.jar /opt/segue/segue.jar
USER 10001:10001
WORKDIR /var/lib/segue
# Java reads the options by itself. The rest of the memory is for RocksDB, threads and buffers; without memory a restart is
# better than a thread less.
ENV JDK_JAVA_OPTIONS="-XX:MaxRAMPercentage=40 -XX:+ExitOnOutOfMemoryError" \
    KAFKA_STATE_DIR=/var/lib/segue \
    SEGUE_HTTP_HOST=0.0.0.0 \
    SEGUE_MANAGEMENT_HOST=0.0.0.0 \
    SEGUE_MANAGEMENT_PORT=8090
VOLUME /var/lib/segue
EXPOSE 8080 8090
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --retries=6 CMD ["/opt/segue/answers", "/healthz"]
ENTRYPOINT ["java", "-jar", "/opt/segue/segue.jar"]
CMD ["run"]
