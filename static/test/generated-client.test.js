import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { createConfig, lintFromString } from "@redocly/openapi-core";
import createClient from "openapi-fetch";

const documentURL = new URL("../../web/testdata/openapi.json", import.meta.url);

test("the document of the API is valid OpenAPI 3.1, examples included", async () => {
  const source = await readFile(documentURL, "utf8");
  assert.match(source, /"openapi": "3\.1\./);
  const rules = {
    struct: "error",
    "no-unresolved-refs": "error",
    "no-invalid-media-type-examples": "error",
    "no-invalid-parameter-examples": "error",
    "operation-operationId-unique": "error",
    "path-parameters-defined": "error",
    "operation-summary": "error",
    "operation-description": "error",
    "operation-4xx-response": "off",
    "tag-description": "error",
    "no-identical-paths": "error",
  };
  const config = await createConfig(/** @type {any} */ ({ rules }));
  const problems = await lintFromString({ source, absoluteRef: documentURL.href, config });
  assert.deepEqual(
    problems.map((p) => `${p.ruleId}: ${p.message} ${p.location[0]?.pointer ?? ""}`),
    [],
  );
});

const origin = process.env.CASEBOOK_URL;

test("a client generated from the document plays a whole game", {
  skip: origin ? false : "needs CASEBOOK_URL, the address of a server",
}, async () => {
  /** @type {import("openapi-fetch").Client<import("../shared/openapi.js").paths>} */
  const client = createClient({ baseUrl: origin });
  const userId = "generated-client";
  const today = (await client.GET("/api/case/today")).data;
  assert.ok(today, "there is no case");
  const caseId = today.id;
  const path = { caseId, userId };
  assert.equal(
    (await client.GET("/api/player-state/{caseId}/{userId}", { params: { path } })).data?.actionPointsRemaining,
    5,
  );
  for (const place of today.locations.slice(0, 3)) {
    const searched = await client.POST("/api/location/search", {
      body: { caseId, userId, locationId: place.id, searchType: "quick" },
    });
    assert.equal(searched.data?.location.name, place.name);
  }
  for (const suspect of today.suspects) {
    const answer = await client.POST("/api/chat/{suspectId}", {
      params: { path: { suspectId: suspect.id } },
      body: { caseId, userId, message: "Where were you that evening?" },
    });
    assert.ok(answer.data?.aiResponse);
  }
  const early = await client.GET("/api/case/{caseId}/solution", { params: { path: { caseId }, query: { userId } } });
  assert.equal(early.response.status, 403);
  assert.ok(early.error?.message);
  const { who, what, where, when, why, how } = today.answerOptions;
  const answers = {
    who: who[0] ?? "",
    what: what[0] ?? "",
    where: where[0] ?? "",
    when: when[0] ?? "",
    why: why[0] ?? "",
    how: how[0] ?? "",
  };
  const result = (await client.POST("/api/submit", { body: { caseId, userId, answers } })).data;
  assert.equal(result?.rank, 1);
  assert.equal(result?.breakdown.who.isCorrect, result?.solution.who === answers.who);
  const board = await client.GET("/api/leaderboard/{caseId}", { params: { path: { caseId }, query: { userId } } });
  assert.equal(board.data?.leaderboard[0]?.you, true);
  const told = await client.GET("/api/case/{caseId}/solution", { params: { path: { caseId }, query: { userId } } });
  assert.equal(told.data?.explanation, result?.explanation);
});
