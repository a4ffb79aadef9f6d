// SPDX-License-Identifier: Apache-2.0
// A server on this machine that answers each GET with what a function says.
//
//   HttpServer server([](const std::string& path) { return "{\"code\":\"Ok\"}"; });
//   fetch(server.url() + "/table/v1/driving/…");
#pragma once

#include <functional>
#include <string>
#include <thread>

namespace nearnet::testing {

class HttpServer {
 public:
  /// Of the path with its query, such as "/table?x=1".
  using Answer = std::function<std::string(const std::string& path)>;

  explicit HttpServer(Answer answer);
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  /// "http://127.0.0.1:PORT"
  const std::string& url() const { return url_; }

 private:
  void serve();

  Answer answer_;
  int listening_ = -1;
  std::string url_;
  std::thread thread_;
};

}  // namespace nearnet::testing
